import BadgeOutlinedIcon from '@mui/icons-material/BadgeOutlined';
import { lazyFacts } from '../../admin/lazyFacts';

/** The overview block of people. */
export const peopleBlock = {
  title: 'People',
  description: 'Add, import, transfer and export people.',
  icon: <BadgeOutlinedIcon />,
  facts: lazyFacts(() =>
    import('./PeopleBlockFacts').then(m => m.PeopleBlockFacts),
  ),
  order: 200,
};
