import { allEndpoints, Endpoint } from '@callboard/plugin-callboard-common';
import express from 'express';
import request from 'supertest';
import { Access } from '../access/Access';
import { ConcurrencyLimit } from './ConcurrencyLimit';
import { ContractRouter } from './ContractRouter';
import { Reads } from './Reads';

const limit = () =>
  new ConcurrencyLimit({ work: 'any', total: 1, perPerson: 1 });

/** A server that says which endpoint each request came to. */
function serverOf(bound: Endpoint[]) {
  const router = new ContractRouter({
    onRefusal: (error, _req, _res, next) => next(error),
    // Nobody is asked for credentials.
    access: {} as Access,
    reads: new Reads({ connections: 1, timeoutMs: 1_000 }),
    checkResponses: false,
    downloads: limit(),
    uploads: limit(),
  });
  const reached: Endpoint[] = [];
  for (const endpoint of bound) {
    router.handlePublic(endpoint, async () => {
      reached.push(endpoint);
      return {};
    });
  }
  const app = express().use(router.build());
  return {
    async send({ method, path }: Endpoint) {
      const verb = method.toLowerCase() as 'get';
      await request(app)[verb](path.replace(/\{\w+\}/g, '42'));
      return reached.pop();
    },
  };
}

describe('a request', () => {
  const all: Endpoint[] = Object.values(allEndpoints);
  const withoutQuery = all.filter(({ query }) => query.safeParse({}).success);

  it.each([
    ['in the order of the contract', all],
    ['the other way round', [...all].reverse()],
  ])('comes to its endpoint when they were bound %s', async (_, bound) => {
    const server = serverOf(bound);
    const strayed = [];
    for (const endpoint of withoutQuery) {
      const reached = await server.send(endpoint);
      if (reached !== endpoint) {
        strayed.push([endpoint.path, reached?.path]);
      }
    }
    expect(strayed).toEqual([]);
  });
});
