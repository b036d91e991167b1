import { AuthenticationError } from '@backstage/errors';
import {
  createProxyAuthenticator,
  SignInResolver,
} from '@backstage/plugin-auth-node';
import { DemoPerson, findDemoPerson, userRefOf } from '../demoPeople';

/** The request header that names who to be, for example `max.member`. */
export const DEMO_PERSON_HEADER = 'x-callboard-demo-person';

/** Takes the demo person a request names; anybody else is refused. */
export const demoAuthenticator = createProxyAuthenticator({
  defaultProfileTransform: async (person: DemoPerson) => ({
    profile: { displayName: person.displayName, email: person.email },
  }),
  initialize() {},
  async authenticate({ req }) {
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
