import BadgeOutlinedIcon from '@mui/icons-material/BadgeOutlined';
import { renderLazyStatus } from '../../admin/renderLazyStatus';

/** The overview block of people. */
export const peopleBlock = {
  title: 'People',
  description: 'Add, import, transfer and export people.',
  icon: <BadgeOutlinedIcon />,
  facts: renderLazyStatus(() =>
    import('./PeopleBlockStatus').then(m => m.PeopleBlockStatus),
  ),
  order: 200,
};
