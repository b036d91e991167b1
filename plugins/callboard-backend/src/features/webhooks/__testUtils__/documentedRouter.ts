import { verifyWebhook } from '@callboard/plugin-callboard-node';
import express from 'express';
import Router from 'express-promise-router';

export function createRouter(secret: string): express.Router {
  const router = Router();
  router.post('/callboard', express.raw({ type: '*/*' }), (req, res) => {
    const { headers, body } = req;
    const { id, payload } = verifyWebhook({ secret, headers, body });
    console.log(id, payload.type, payload.activity.actor.display_name);
    res.status(204).end();
  });
  return router;
}
