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

/** Handles a request, and returns the response of the contract. */
export type Handler<E extends Endpoint> = (
  context: HandlerContext<E>,
) => Promise<ResponseOf<E>>;

/** Streams a download. */
export type DownloadHandler<E extends Endpoint> = (
  context: HandlerContext<E>,
  res: express.Response,
) => Promise<void>;

/** Streams a download to unauthenticated callers. */
export type PublicDownloadHandler<E extends Endpoint> = (
  request: { params: ParamsOf<E>; query: QueryOf<E> },
  res: express.Response,
) => Promise<void>;

/** Handles a request with a file, which is deleted afterwards. */
export type UploadHandler<E extends Endpoint> = (
  context: HandlerContext<E> & { file: UploadedFile },
) => Promise<ResponseOf<E>>;

/** Handles a request of another plugin. */
export type ServiceHandler<E extends Endpoint> = (
  request: ServiceRequest<E>,
) => Promise<ResponseOf<E>>;

/** A request of another plugin. */
export interface ServiceRequest<E extends Endpoint> {
  /** The calling service, such as `plugin:catalog`. */
  service: string;
  params: ParamsOf<E>;
  query: QueryOf<E>;
  body: BodyOf<E>;
}
