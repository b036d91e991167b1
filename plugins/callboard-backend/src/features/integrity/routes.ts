import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../http/ContractRouter';
import { SealReader } from './seals/SealRow';
import { Verifications } from './verify/Verifications';

/** Binds the endpoints of the integrity chain. */
export function bindIntegrity(
  router: ContractRouter,
  { seals, verifications }: { seals: SealReader; verifications: Verifications },
): void {
  router.handle(endpoints.verifyActivity, ({ caller, query }) =>
    verifications.verifyNow(caller, query),
  );
  router.handle(endpoints.listActivitySeals, ({ query }) => seals.list(query));
  router.handle(endpoints.startVerification, ({ caller, body }) =>
    verifications.start(caller, body),
  );
  router.handle(endpoints.listVerifications, ({ query }) =>
    verifications.list(query),
  );
  router.handle(endpoints.getVerification, ({ params }) =>
    verifications.get(params.id),
  );
  router.handle(endpoints.cancelVerification, ({ caller, params }) =>
    verifications.cancel(caller, params.id),
  );
}
