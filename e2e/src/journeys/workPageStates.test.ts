import { describePages } from '../harness/describePages';
import { workPages } from '../harness/pages';

describe('a page that is well', () => {
  describePages(workPages);
});
