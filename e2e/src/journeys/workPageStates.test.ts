import { describePages } from '../harness/describePages';
import { workPages } from '../harness/pages';

describe('page accessibility and layout', () => {
  describePages(workPages);
});
