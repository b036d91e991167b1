import Skeleton from '@mui/material/Skeleton';
import { TILE_HEIGHT } from './NumberTile';
import { TileRow } from './TileRow';

/** The placeholder of some tiles. */
export function TileSkeletons(props: {
  label: string;
  count: number;
  tileWidth?: number;
}) {
  return (
    <TileRow label={props.label} tileWidth={props.tileWidth}>
      {Array.from({ length: props.count }, (_, at) => (
        <Skeleton
          key={at}
          component="li"
          variant="rounded"
          height={TILE_HEIGHT}
        />
      ))}
    </TileRow>
  );
}
