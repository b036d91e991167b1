import { AdminBlockBlueprint } from '@callboard/plugin-callboard-react';
import ApartmentOutlinedIcon from '@mui/icons-material/ApartmentOutlined';
import { DepartmentsBlockFacts } from './DepartmentsBlockFacts';

/** The overview's way to the departments. */
export const departmentsBlock = AdminBlockBlueprint.make({
  name: 'departments',
  params: {
    title: 'Departments',
    description:
      'Who belongs where, who leads it, and what it gives access to.',
    icon: <ApartmentOutlinedIcon />,
    facts: <DepartmentsBlockFacts />,
    to: '/organisation/departments',
    order: 100,
  },
});
