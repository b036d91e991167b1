import {
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { RequestHandler } from 'express';
import { getErrorStatus } from '../kernel/errorStatus';
import { recordError, tracer } from '../kernel/tracing';

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
