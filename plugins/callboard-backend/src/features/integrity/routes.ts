import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../http/ContractRouter';
import { SealReader } from './seals/SealRow';
import { ImmediateVerification } from './verify/ImmediateVerification';
import { Verifications } from './verify/Verifications';

/** Binds the endpoints of the integrity chain. */
export function bindIntegrity(
  router: ContractRouter,
  services: {
    immediateVerification: ImmediateVerification;
    seals: SealReader;
    verifications: Verifications;
  },
): void {
  const { immediateVerification, seals, verifications } = services;
  router.handle(endpoints.verifyActivity, ({ caller, query }) =>
    immediateVerification.run(caller, query),
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
