import { describeFuzz } from './__testUtils__/describeFuzz';

jest.setTimeout(240_000);

describeFuzz(({ method, tag }) => method === 'GET' && tag === 'Work items');
