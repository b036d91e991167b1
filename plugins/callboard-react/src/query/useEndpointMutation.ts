import type {
  CallInput,
  Endpoint,
  ResponseOf,
} from '@callboard/plugin-callboard-common';
import {
  useMutation,
  useQueryClient,
  type UseMutationOptions,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useCallboardClient } from './useCallboardClient';
import { useToast } from '../toasts/ToastCenter';
import { getErrorStatus, getProblems } from './getProblems';
import { invalidateEndpoints } from './useCallboardQuery';

/**
 * Returns the `If-Match` header of a change. The server rejects the change if the resource has
 * another version.
 *
 * @public
 */
export function toIfMatchHeader(resource: {
  version: number;
}): Record<string, string> {
  return { 'if-match': `"${resource.version}"` };
}

/**
 * Returns the fields of a form that a person has changed since the form was sent. The form keeps
 * them after the save, because the saved resource does not contain them.
 *
 * @public
 */
export function pickChangedSince<Values extends object>(
  sent: Values,
  current: Values,
): Partial<Values> {
  const sentValues = new Map<string, unknown>(Object.entries(sent));
  return Object.fromEntries(
    Object.entries(current).filter(
      ([field, value]) => !Object.is(value, sentValues.get(field)),
    ),
  ) as Partial<Values>;
}

/** Error statuses that mean that cached data are out of date. */
const OUTDATED = [404, 412];

/** The options of a mutation. @public */
export interface EndpointMutationOptions<
  E extends Endpoint,
  Input,
  Context = unknown,
> extends Pick<
    UseMutationOptions<ResponseOf<E>, Error, Input, Context>,
    'mutationKey' | 'scope' | 'onMutate' | 'onSettled'
  > {
  /** The request for an input; by default the input itself. */
  toRequest?: (input: Input) => CallInput<E> | Promise<CallInput<E>>;
  invalidates?: readonly Endpoint[];
  /** Whether every failure refetches the responses of `invalidates`, not only a 404 or 412. */
  refetchesAfterFailure?: boolean;
  /**
   * Whether a 404 shows no failure message, because it means that the resource is already deleted.
   * Do not set it for resources that can move to another path.
   */
  isDoneIfMissing?: boolean;
  toSuccessTitle?: (response: ResponseOf<E>, input: Input) => string;
  /** The title of the message after a failure; the server's message follows it. */
  toFailureTitle?: (input: Input) => string;
  /** Runs before the refetch, for example to leave the page of a deleted resource. */
  beforeRefetch?: (response: ResponseOf<E>, input: Input) => void;
  /** @param refreshed - resolves when the visible data are up to date */
  onSuccess?: (
    response: ResponseOf<E>,
    input: Input,
    refreshed: Promise<unknown>,
  ) => unknown;
  /** @param context - what `onMutate` returned */
  onError?: (
    error: Error,
    input: Input,
    context: Context | undefined,
  ) => unknown;
}

/**
 * Calls an endpoint that changes data, and shows the result. After success, and after a failure
 * with the status 404 or 412, refetches the visible data that are out of date.
 *
 * @public
 */
export function useEndpointMutation<
  E extends Endpoint,
  Input = void,
  Context = unknown,
>(
  endpoint: E,
  options: EndpointMutationOptions<E, Input, Context> & {
    toRequest: (input: Input) => CallInput<E> | Promise<CallInput<E>>;
  },
): UseMutationResult<ResponseOf<E>, Error, Input, Context>;
/** The input is the request. @public */
export function useEndpointMutation<E extends Endpoint, Context = unknown>(
  endpoint: E,
  options: EndpointMutationOptions<E, CallInput<E>, Context>,
): UseMutationResult<ResponseOf<E>, Error, CallInput<E>, Context>;
export function useEndpointMutation<E extends Endpoint, Input, Context>(
  endpoint: E,
  options: EndpointMutationOptions<E, Input, Context>,
): UseMutationResult<ResponseOf<E>, Error, Input, Context> {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const {
    invalidates = [],
    toRequest,
    toSuccessTitle,
    toFailureTitle,
  } = options;
  const refresh = () => invalidateEndpoints(queries, invalidates);
  return useMutation<ResponseOf<E>, Error, Input, Context>({
    mutationKey: options.mutationKey,
    scope: options.scope,
    onMutate: options.onMutate,
    onSettled: options.onSettled,
    mutationFn: async input =>
      client.call(
        endpoint,
        toRequest ? await toRequest(input) : (input as unknown as CallInput<E>),
      ),
    onSuccess: (response, input) => {
      if (toSuccessTitle) {
        notify({ status: 'success', title: toSuccessTitle(response, input) });
      }
      options.beforeRefetch?.(response, input);
      const refreshed = refresh();
      return options.onSuccess?.(response, input, refreshed);
    },
    onError: (error, input, context) => {
      const status = getErrorStatus(error);
      // A failure message would replace the message of an earlier click, which may offer an undo.
      const isDone = options.isDoneIfMissing && status === 404;
      if (toFailureTitle && !isDone) {
        notify({
          status: 'danger',
          title: toFailureTitle(input),
          description: getProblems(error).message,
        });
      }
      const result = options.onError?.(error, input, context);
      const isOutdated = OUTDATED.includes(status ?? 0);
      if (isOutdated || options.refetchesAfterFailure) {
        refresh();
      }
      return result;
    },
  });
}
