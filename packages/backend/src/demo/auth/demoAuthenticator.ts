import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import {
  createProxyAuthenticator,
  SignInResolver,
} from '@backstage/plugin-auth-node';
import { DemoPerson, findDemoPerson, userRefOf } from '../demoPeople';
import { OwnHostNames } from './OwnHostNames';

/** The request header that names who to be, for example `max.member`. */
export const DEMO_PERSON_HEADER = 'x-callboard-demo-person';

/**
 * Takes the demo person a request names; anybody else is refused, and so is
 * whoever asks under another host name than the portal's.
 */
export function createDemoAuthenticator(hostNames: OwnHostNames) {
  return createProxyAuthenticator({
    defaultProfileTransform: async (person: DemoPerson) => ({
      profile: { displayName: person.displayName, email: person.email },
    }),
    initialize() {},
    async authenticate({ req }) {
      if (!hostNames.accept(req.headers)) {
        throw new NotAllowedError(
          'The demo sign-in answers only at the host name of app.baseUrl',
        );
      }
      const wanted = req.header(DEMO_PERSON_HEADER);
      const result = wanted ? findDemoPerson(wanted) : undefined;
      if (!result) {
        throw new AuthenticationError(
          `The header ${DEMO_PERSON_HEADER} must name one of the demo people`,
        );
      }
      return { result };
    },
  });
}

/**
 * Issues the person's token from what the demo world says of them, not from
 * the catalog: it works while the catalog is still taking the people in.
 */
export const demoSignInResolver: SignInResolver<DemoPerson> = async (
  { result: person },
  context,
) =>
  context.issueToken({
    claims: {
      sub: userRefOf(person),
      ent: [userRefOf(person), `group:default/${person.team}`],
    },
  });
