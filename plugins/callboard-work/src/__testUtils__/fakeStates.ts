import type { WorkState } from '@callboard/plugin-callboard-common';
import {
  answerCollection,
  type FakeHandlers,
  idOf,
} from '@callboard/plugin-callboard-react/testUtils';
import type { FakeWork } from './FakeWork';

/** The endpoints about the states of a project. */
export function answerStates(server: FakeWork): FakeHandlers {
  const states = answerCollection<'states', WorkState>(server, 'states', {
    path: '/workspaces/{slug}/projects/{pid}/states',
    kind: 'state',
    defaults: { project_id: idOf('project', 1), color: '#57606a' },
    isVersioned: false,
  });
  return {
    ...states,
    createState: async call => {
      const sequence = (server.states.length + 1) * 1_000;
      const state = (await states.createState!(call)) as WorkState;
      state.sequence = call.body.sequence ?? sequence;
      return state;
    },
    updateState: async call => {
      const state = await states.updateState!(call);
      server.states.sort((a, b) => a.sequence - b.sequence);
      return state;
    },
    deleteState: async call => {
      await states.deleteState!(call);
      for (const item of server.items) {
        if (item.state_id === call.params.id) {
          item.state_id = call.query.get('reassign_to')!;
        }
      }
    },
  };
}
