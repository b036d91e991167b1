import { isError } from '@backstage/errors';
import {
  Attributes,
  Context,
  context,
  createContextKey,
  isSpanContextValid,
  Link,
  propagation,
  ROOT_CONTEXT,
  Span,
  SpanContext,
  SpanKind,
  SpanOptions,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { RequestHandler } from 'express';
import { uniqBy } from 'lodash';
import { getErrorStatus } from './errorStatus';

/**
 * The tracer of the plugin, under the name that Backstage's tracing service gives it. That service
 * has neither links nor a way to read the current trace context. Without a registered SDK, spans
 * record nothing.
 */
export const tracer = trace.getTracer('backstage-plugin-callboard');

/** A W3C trace context, as Callboard stores it with work that runs later. */
const traceparentPattern = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/**
 * Returns the trace context of the active span, to store with work that the span causes. Returns
 * null without an active span or a registered SDK.
 *
 * @see https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function getTraceparent(): string | null {
  const active = trace.getSpanContext(context.active());
  if (!active || !isSpanContextValid(active)) {
    return null;
  }
  const { traceId, spanId, traceFlags } = active;
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

/** The SDK's limit for the links of a span. */
const MAX_LINKS = 128;

/** The distinct span contexts of stored trace contexts. */
function listSpanContexts(
  traceparents: ReadonlyArray<string | null>,
): SpanContext[] {
  return [...new Set(traceparents)].flatMap(traceparent => {
    const match = traceparent?.match(traceparentPattern);
    if (!match) {
      return [];
    }
    const [, traceId, spanId, flags] = match;
    const traceFlags = parseInt(flags, 16);
    return [{ traceId, spanId, traceFlags, isRemote: true }];
  });
}

/**
 * Runs `work` in an active span, which records an error of `work`.
 *
 * @param options.causes - the stored trace contexts of what caused the work. The span continues
 * their trace. If the causes belong to several traces, the span links to those traces instead.
 * @param options.isFailure - whether an error is a failure; by default, every error is
 */
export function withSpan<T>(
  name: string,
  options: SpanOptions & {
    causes?: ReadonlyArray<string | null>;
    isFailure?: (error: unknown) => boolean;
  },
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const { causes = [], isFailure = () => true } = options;
  const { parent, links } = findParent(causes);
  return tracer.startActiveSpan(
    name,
    links ? { ...options, links } : options,
    parent,
    async span => {
      try {
        return await work(span);
      } catch (error) {
        if (isFailure(error)) {
          recordError(span, error);
        }
        throw error;
      } finally {
        span.end();
      }
    },
  );
}

/**
 * Processes messages in a span with the attributes of OpenTelemetry's messaging conventions.
 *
 * @param operation - the name of the operation
 * @param destination - the queue or subscriber
 */
export function withConsumerSpan<T>(
  operation: string,
  destination: string,
  options: { causes: ReadonlyArray<string | null>; attributes: Attributes },
  work: () => Promise<T>,
): Promise<T> {
  return withSpan(
    `${operation} ${destination}`,
    {
      kind: SpanKind.CONSUMER,
      causes: options.causes,
      attributes: {
        'messaging.system': 'callboard',
        'messaging.operation.name': operation,
        'messaging.operation.type': 'process',
        'messaging.destination.name': destination,
        ...options.attributes,
      },
    },
    work,
  );
}

/** The parent and the links of a span that was caused by other spans. */
function findParent(causes: ReadonlyArray<string | null>): {
  parent: Context;
  links?: Link[];
} {
  const parent = context.active();
  const causeContexts = listSpanContexts(causes);
  if (causeContexts.length === 0) {
    return { parent };
  }
  const [firstContext, ...furtherContexts] = causeContexts;
  const active = trace.getSpanContext(parent);
  const toLinks = (contexts: SpanContext[]): Link[] =>
    uniqBy(contexts, 'traceId')
      .slice(0, MAX_LINKS)
      .map(each => ({ context: each }));
  if (furtherContexts.some(({ traceId }) => traceId !== firstContext.traceId)) {
    return { parent, links: toLinks(causeContexts) };
  }
  return active?.traceId === firstContext.traceId
    ? { parent }
    : {
        parent: trace.setSpanContext(parent, firstContext),
        links: toLinks(active ? [...furtherContexts, active] : furtherContexts),
      };
}

/** Marks a span as failed. Messages of errors stay out of traces: they can contain personal data. */
export function recordError(span: Span, error: unknown): void {
  // The span of a request ends when the client disconnects.
  if (!span.isRecording()) {
    return;
  }
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', isError(error) ? error.name : '_OTHER');
}

/**
 * Runs `work` outside the active trace. Background work does not belong to the request that wakes
 * it, because it also serves other requests.
 */
export function withoutTrace<T>(work: () => T): T {
  return context.with(ROOT_CONTEXT, work);
}

/** The key under which the SDK's `suppressTracing` marks a context. */
const SUPPRESSED = createContextKey(
  'OpenTelemetry SDK Context Key SUPPRESS_TRACING',
);

/**
 * Runs `work` without spans of other instrumentation, which would also send the trace context to
 * the servers that `work` calls.
 */
export function withoutInstrumentation<T>(work: () => T): T {
  return context.with(context.active().setValue(SUPPRESSED, true), work);
}

/** The token in the path of a calendar feed, or in a query. */
const tokens = /(\/calendar\/)[^/?]+|([?&]token=)[^&]*/gi;

/**
 * Redacts the tokens of calendar feeds and of unsubscribe links in the portal's request log. The
 * log reads `originalUrl` once a response is sent.
 */
export const redactTokens: RequestHandler = (req, _res, next) => {
  req.originalUrl = req.originalUrl.replace(tokens, '$1$2<redacted>');
  next();
};

/**
 * Handles requests in a span with the attributes of OpenTelemetry's HTTP conventions. The span ends
 * with the response, and omits the query, which may contain search texts.
 *
 * @param path - the path of the endpoint, such as `/me/{id}`
 */
export function traceRequest(
  path: string,
  handler: RequestHandler,
): RequestHandler {
  return (req, res, next) => {
    const route = `${req.baseUrl}${path}`;
    // Without other instrumentation, this is the server span.
    const isServer = trace.getActiveSpan() === undefined;
    const parent = isServer
      ? propagation.extract(context.active(), req.headers)
      : context.active();
    const span = tracer.startSpan(
      `${req.method} ${route}`,
      {
        kind: isServer ? SpanKind.SERVER : SpanKind.INTERNAL,
        attributes: {
          'http.request.method': req.method,
          'http.route': route,
          'url.path': req.originalUrl.split('?')[0],
          'url.scheme': req.protocol,
        },
      },
      parent,
    );
    const end = () => {
      if (!span.isRecording()) {
        return;
      }
      if (res.headersSent) {
        span.setAttribute('http.response.status_code', res.statusCode);
      }
      if (!res.writableFinished) {
        span.setAttribute('error.type', 'aborted');
      } else if (res.statusCode >= 500) {
        span.setAttribute('error.type', String(res.statusCode));
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
    };
    if (!res.closed) {
      res.once('close', end);
    }
    return context.with(trace.setSpan(parent, span), async () => {
      try {
        await handler(req, res, next);
      } catch (error) {
        if (getErrorStatus(error) >= 500) {
          recordError(span, error);
        }
        throw error;
      } finally {
        // If the client has already disconnected, no event will end the span.
        if (res.closed) {
          end();
        }
      }
    });
  };
}
