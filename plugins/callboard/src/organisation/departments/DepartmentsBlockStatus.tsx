import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { BlockStatus } from '../../admin/BlockStatus';
import { useDepartmentTree } from './data/useDepartmentTree';
import { computeTreeStats, type TreeStats } from './model/computeTreeStats';
import { callboardDepartmentsTranslationRef } from './translation';

/** Formats the statistics of departments and omits trivial ones. */
function useTreeStatLabels(): (facts: TreeStats) => string[] {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  return useCallback(
    facts => {
      const toCountParams = (count: number) => ({
        count,
        formatted: formatCount(count),
      });
      return [
        t('count.departments', toCountParams(facts.departments)),
        t('count.people', toCountParams(facts.people)),
        facts.withoutManager > 0 &&
          t('count.withoutManager', toCountParams(facts.withoutManager)),
        facts.inactive > 0 &&
          t('count.inactive', toCountParams(facts.inactive)),
      ].filter(fact => fact !== false);
    },
    [t],
  );
}

function Facts(props: { slug: string; name?: string }) {
  const { data } = useDepartmentTree(props.slug);
  const words = useTreeStatLabels();
  return (
    <>
      {data &&
        [props.name, ...words(computeTreeStats(data.items))]
          .filter(Boolean)
          .join(' · ')}
    </>
  );
}

/** The numbers of departments and people in the first workspace that the person administers. */
export function DepartmentsBlockStatus() {
  return <BlockStatus Facts={Facts} />;
}
