import { describeFuzz } from './__testUtils__/describeFuzz';

describeFuzz('SQLITE_3');
