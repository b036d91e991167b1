import {
  endpoints,
  type TimeSettings,
  type TimeSettingsPatch,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  getQueryKey,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';

/** Updates the time settings of a workspace if their version is unchanged. */
export function useSaveRules(
  slug: string,
  settings: TimeSettings,
): UseMutationResult<TimeSettings, Error, TimeSettingsPatch> {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const params = { slug };
  return useMutation({
    mutationFn: body =>
      client.call(endpoints.updateTimeSettings, {
        params,
        body,
        headers: toIfMatchHeader(settings),
      }),
    onSuccess: saved =>
      queries.setQueryData(
        getQueryKey(endpoints.getTimeSettings, { params }),
        saved,
      ),
  });
}
