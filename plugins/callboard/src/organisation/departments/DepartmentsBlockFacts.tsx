import { BlockFacts } from '../../admin/BlockFacts';
import { useDepartmentTree } from './data/useDepartmentTree';
import { computeTreeFacts } from './model/computeTreeFacts';
import { useFactLabels } from './useFactLabels';

function Facts(props: { slug: string; name?: string }) {
  const { data } = useDepartmentTree(props.slug);
  const words = useFactLabels();
  return (
    <>
      {data &&
        [props.name, ...words(computeTreeFacts(data.items))]
          .filter(Boolean)
          .join(' · ')}
    </>
  );
}

/** The numbers of departments and people in the first workspace that the person administers. */
export function DepartmentsBlockFacts() {
  return <BlockFacts Facts={Facts} />;
}
