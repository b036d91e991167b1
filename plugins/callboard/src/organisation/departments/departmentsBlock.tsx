import ApartmentOutlinedIcon from '@mui/icons-material/ApartmentOutlined';
import { lazyFacts } from '../../admin/lazyFacts';

/** The overview block of departments. */
export const departmentsBlock = {
  title: 'Departments',
  description: 'Who belongs where, who leads it, and what it gives access to.',
  icon: <ApartmentOutlinedIcon />,
  facts: lazyFacts(() =>
    import('./DepartmentsBlockFacts').then(m => m.DepartmentsBlockFacts),
  ),
  order: 100,
};
