import { BlockFacts } from '../../admin/BlockFacts';
import { useDepartmentTree } from './data/useDepartmentTree';
import { factsOf } from './model/factsOf';
import { useFactLabels } from './useFactLabels';

function Facts(props: { slug: string; name?: string }) {
  const { data } = useDepartmentTree(props.slug);
  const words = useFactLabels();
  return (
    <>
      {data &&
        [props.name, ...words(factsOf(data.items))].filter(Boolean).join(' · ')}
    </>
  );
}

/** The numbers of departments and people in the first workspace that the person administers. */
export function DepartmentsBlockFacts() {
  return <BlockFacts Facts={Facts} />;
}
