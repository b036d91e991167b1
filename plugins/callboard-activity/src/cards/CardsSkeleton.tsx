import { LoadingState } from '@callboard/plugin-callboard-react';
import Skeleton from '@mui/material/Skeleton';
import { CARD_HEIGHT, CardGrid } from './CardGrid';

/** The placeholder of the cards while their numbers load. */
export function CardsSkeleton(props: { cards: number }) {
  return (
    <LoadingState>
      <CardGrid>
        {Array.from({ length: props.cards }, (_, card) => (
          <Skeleton key={card} variant="rounded" height={CARD_HEIGHT} />
        ))}
      </CardGrid>
    </LoadingState>
  );
}
