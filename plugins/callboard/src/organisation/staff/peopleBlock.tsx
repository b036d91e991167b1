import BadgeOutlinedIcon from '@mui/icons-material/BadgeOutlined';
import { lazyStatus } from '../../admin/lazyStatus';

/** The overview block of people. */
export const peopleBlock = {
  title: 'People',
  description: 'Add, import, transfer and export people.',
  icon: <BadgeOutlinedIcon />,
  facts: lazyStatus(() =>
    import('./PeopleBlockStatus').then(m => m.PeopleBlockStatus),
  ),
  order: 200,
};
