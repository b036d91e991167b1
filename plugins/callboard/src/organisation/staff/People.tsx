import {
  PageBody,
  StepByVisit,
  UnknownAddress,
  WorkspaceChoice,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { StaffDirectory } from './directory/StaffDirectory';
import { StaffProfile } from './profile/StaffProfile';
import { useLiveOrganisation } from '../shared/useLiveOrganisation';
import { StaffImport } from './StaffImport';

/** Query parameters to remove when the workspace changes. */
const ofWorkspace = ['department'];

function PeopleOf(props: { workspace: OwnWorkspace; picker: ReactNode }) {
  const { workspace, picker } = props;
  const { slug } = workspace;
  useLiveOrganisation(workspace);
  return (
    <Routes>
      <Route
        index
        element={<StaffDirectory workspace={slug} picker={picker} />}
      />
      <Route
        path="import"
        element={<StaffImport workspace={slug} picker={picker} />}
      />
      <Route path=":id" element={<StaffProfile workspace={slug} />} />
      <Route path="*" element={<UnknownAddress />} />
    </Routes>
  );
}

/** The list of people, the person in the URL, or the import. */
export function People() {
  return (
    <PageBody>
      <StepByVisit step="people" />
      <WorkspaceChoice forget={ofWorkspace}>
        {(workspace, picker) => (
          <PeopleOf
            key={workspace.slug}
            workspace={workspace}
            picker={picker}
          />
        )}
      </WorkspaceChoice>
    </PageBody>
  );
}
