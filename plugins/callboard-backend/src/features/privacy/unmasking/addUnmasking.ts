import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { Feature } from '../../../core/Feature';
import { pseudonymData } from '../../../pseudonyms/pseudonymData';
import { AccessLogServices } from '../accessLog/addAccessLog';
import { Unmasking } from './Unmasking';

/** Adds the endpoint that reveals the person of a pseudonym. */
export async function addUnmasking(
  core: Core,
  { accessLog }: AccessLogServices,
): Promise<Feature> {
  const unmasking = new Unmasking({ ...core, accessLog });
  core.router.handle(endpoints.unmaskPerson, ({ body, ...context }) =>
    unmasking.unmask(context, body),
  );
  return { data: pseudonymData, services: {} };
}
