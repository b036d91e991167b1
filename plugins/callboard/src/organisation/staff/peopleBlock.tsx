import { AdminBlockBlueprint } from '@callboard/plugin-callboard-react';
import BadgeOutlinedIcon from '@mui/icons-material/BadgeOutlined';
import { PeopleBlockFacts } from './PeopleBlockFacts';

/** The overview's way to the people. */
export const peopleBlock = AdminBlockBlueprint.make({
  name: 'people',
  params: {
    title: 'People',
    description: 'Who works here: add, import, transfer and export people.',
    icon: <BadgeOutlinedIcon />,
    facts: <PeopleBlockFacts />,
    to: '/organisation/people',
    order: 200,
  },
});
