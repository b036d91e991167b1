import { describeFuzz } from './__testUtils__/describeFuzz';

describeFuzz('POSTGRES_18');
