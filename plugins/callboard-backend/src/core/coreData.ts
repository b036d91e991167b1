import { accessData } from '../access/accessData';
import { outboxData } from '../changes/outboxData';
import { FeatureTables } from '../database/FeatureTables';
import { liveData } from './live/liveData';
import { queueData } from '../queue/queueData';
import { memberData } from './members/memberData';
import { peopleData } from './people/peopleData';
import { projectData } from './projects/projectData';
import { workspaceData } from './workspaces/workspaceData';

/** The tables that all features share. */
export const coreData: readonly FeatureTables[] = [
  accessData,
  liveData,
  memberData,
  outboxData,
  peopleData,
  projectData,
  queueData,
  workspaceData,
];
