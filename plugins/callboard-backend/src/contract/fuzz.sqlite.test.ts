import { describeFuzz } from './__testUtils__/describeFuzz';

jest.setTimeout(60_000);

describeFuzz('SQLITE_3');
