import {
  BodyOf,
  Endpoint,
  ParamsOf,
  QueryOf,
  ResponseOf,
} from '@callboard/plugin-callboard-common';
import express from 'express';
import { HandlerContext } from './HandlerContext';
import { UploadedFile } from './UploadedFile';

/** Answers a request with what the contract says. */
export type Handler<E extends Endpoint> = (
  context: HandlerContext<E>,
) => Promise<ResponseOf<E>>;

/** Streams a download. */
export type DownloadHandler<E extends Endpoint> = (
  context: HandlerContext<E>,
  res: express.Response,
) => Promise<void>;

/** Streams a download to anybody who asks. */
export type PublicDownloadHandler<E extends Endpoint> = (
  request: { params: ParamsOf<E>; query: QueryOf<E> },
  res: express.Response,
) => Promise<void>;

/** Answers a request that brings a file, which is gone afterwards. */
export type UploadHandler<E extends Endpoint> = (
  context: HandlerContext<E> & { file: UploadedFile },
) => Promise<ResponseOf<E>>;

/** Answers what another plugin asks. */
export type ServiceHandler<E extends Endpoint> = (
  request: ServiceRequest<E>,
) => Promise<ResponseOf<E>>;

/** What another plugin asks. */
export interface ServiceRequest<E extends Endpoint> {
  /** Which one asks, such as `plugin:catalog`. */
  service: string;
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
}
