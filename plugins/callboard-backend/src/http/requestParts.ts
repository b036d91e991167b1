import { Endpoint } from '@callboard/plugin-callboard-common';
import express from 'express';
import { memoize } from 'lodash';
import { z } from 'zod';
import { PartToParse } from './parseRequest';
import { Precondition } from './Precondition';
import { readBody } from './readBody';
import { readQuery } from './readQuery';

/** Whether a body is optional; memoised, because every request needs it. */
const isOptional = memoize(
  (schema: z.ZodType) => schema.safeParse(undefined).success,
);

/** The precondition of a request. */
export function getPrecondition(req: express.Request): Precondition {
  return Precondition.fromHeader(req.header('if-match'));
}

/** The path parameters of a request. */
export function readPathPart(
  endpoint: Endpoint,
  req: express.Request,
): PartToParse {
  const { params } = endpoint;
  return { part: 'path', schema: params, value: req.params, problems: [] };
}

/** The query of a request. */
export function readQueryPart(
  endpoint: Endpoint,
  req: express.Request,
): PartToParse {
  const { query } = endpoint;
  return { part: 'query', schema: query, ...readQuery(req.originalUrl) };
}

/** The body of a request, read completely. */
export async function readBodyPart(
  schema: z.ZodType,
  req: express.Request,
  res: express.Response,
): Promise<PartToParse> {
  return {
    part: 'body',
    schema,
    ...(await readBody(req, res, { isOptional: isOptional(schema) })),
  };
}
