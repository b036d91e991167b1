import ApartmentOutlinedIcon from '@mui/icons-material/ApartmentOutlined';
import { lazyFacts } from '../../admin/lazyFacts';

/** The overview block of departments. */
export const departmentsBlock = {
  title: 'Departments',
  description: 'Manage departments, their managers and the access they give.',
  icon: <ApartmentOutlinedIcon />,
  facts: lazyFacts(() =>
    import('./DepartmentsBlockFacts').then(m => m.DepartmentsBlockFacts),
  ),
  order: 100,
};
