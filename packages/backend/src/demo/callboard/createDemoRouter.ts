import { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import express, { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { demoPeople, userRefOf } from '../demoPeople';
import { DemoService } from '../DemoService';
import { parseDemoSize } from '../world/DemoSize';
import { DemoReset } from './DemoReset';

const ADMIN = userRefOf(demoPeople[0]);

/**
 * `POST /demo/reset` with `{people?, days?}` begins making the demo data anew,
 * with `{empty: true}` emptying them (202; 409 while that is going on);
 * `GET /demo/reset` says how far it has come. Both are for the demo admin
 * alone.
 */
export function createDemoRouter(options: {
  demo: DemoService;
  httpAuth: HttpAuthService;
  reset: DemoReset;
}): Router {
  const { demo, httpAuth, reset } = options;
  const router = PromiseRouter();

  async function requireAdmin(req: Request): Promise<void> {
    const { principal } = await httpAuth.credentials(req, { allow: ['user'] });
    if (principal.userEntityRef !== ADMIN) {
      throw new NotAllowedError(`Only ${ADMIN} may make the demo data anew`);
    }
  }

  router.get('/demo/reset', async (req, res) => {
    await requireAdmin(req);
    res.json(reset.status());
  });

  router.post('/demo/reset', express.json(), async (req, res) => {
    await requireAdmin(req);
    const { empty = false, ...size } = req.body ?? {};
    if (typeof empty !== 'boolean') {
      throw new InputError('empty: must be true or false');
    }
    const wanted = empty ? await demo.settings() : parseDemoSize(size);
    res.status(202).json(reset.begin({ ...wanted, empty }));
  });

  return router;
}
