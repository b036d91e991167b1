import type { WorkState } from '@callboard/plugin-callboard-common';
import {
  idOf,
  type FakeHandlers,
  pageOfItems,
  Refusal,
  stored,
} from '@callboard/plugin-callboard-react/testUtils';
import type { FakeWork } from './FakeWork';

/** The endpoints about the states of a project. */
export function answerStates(server: FakeWork): FakeHandlers {
  const stateOf = (id: string) => {
    const found = server.states.find(state => state.id === id);
    if (!found) {
      throw new Refusal(404, 'There is no such state');
    }
    return found;
  };
  return {
    listStates: () => pageOfItems(server.states),
    createState: ({ body }) => {
      const number = server.states.length + 1;
      const state: WorkState = {
        ...stored('state', number),
        project_id: idOf('project', 1),
        name: body.name,
        group: body.group,
        sequence: body.sequence ?? number * 1_000,
        color: body.color ?? '#57606a',
      };
      server.states.push(state);
      return state;
    },
    updateState: ({ params, body }) => {
      const state = Object.assign(stateOf(params.id), body);
      server.states.sort((a, b) => a.sequence - b.sequence);
      return state;
    },
    deleteState: ({ params, query }) => {
      const gone = stateOf(params.id);
      server.states = server.states.filter(other => other !== gone);
      for (const item of server.items) {
        if (item.state_id === gone.id) {
          item.state_id = query.get('reassign_to')!;
        }
      }
    },
  };
}
