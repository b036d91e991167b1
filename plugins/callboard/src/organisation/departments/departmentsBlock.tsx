import ApartmentOutlinedIcon from '@mui/icons-material/ApartmentOutlined';
import { renderLazyStatus } from '../../admin/renderLazyStatus';

/** The overview block of departments. */
export const departmentsBlock = {
  title: 'Departments',
  description: 'Manage departments, their managers and the access they give.',
  icon: <ApartmentOutlinedIcon />,
  facts: renderLazyStatus(() =>
    import('./DepartmentsBlockStatus').then(m => m.DepartmentsBlockStatus),
  ),
  order: 100,
};
