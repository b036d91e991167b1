import type { Move } from './data/useMoveDepartment';
import type { Asking } from './DepartmentsContext';
import { CreateDepartmentDialog } from './forms/CreateDepartmentDialog';
import { DeleteDepartmentDialog } from './forms/DeleteDepartmentDialog';
import { EditDepartmentDialog } from './forms/EditDepartmentDialog';
import { MoveDialog } from './forms/MoveDialog';

/** The dialog that is open. */
export function DepartmentDialogs(props: {
  asking: Asking;
  onMove: (move: Move) => void;
  onClose: () => void;
}) {
  const { asking, onMove, onClose } = props;
  switch (asking.kind) {
    case 'create':
      return (
        <CreateDepartmentDialog parentId={asking.parentId} onClose={onClose} />
      );
    case 'edit':
      return (
        <EditDepartmentDialog
          department={asking.department}
          onClose={onClose}
        />
      );
    case 'delete':
      return (
        <DeleteDepartmentDialog
          department={asking.department}
          onClose={onClose}
        />
      );
    default:
      return (
        <MoveDialog
          department={asking.department}
          to={asking.to}
          onMove={onMove}
          onClose={onClose}
        />
      );
  }
}
