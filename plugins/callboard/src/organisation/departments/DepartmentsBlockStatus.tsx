import { BlockStatus } from '../../admin/BlockStatus';
import { useDepartmentTree } from './data/useDepartmentTree';
import { computeTreeStats } from './model/computeTreeStats';
import { useTreeStatLabels } from './useTreeStatLabels';

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
