import { CommentIngestion } from './ingest/CommentIngestion';
import { CommentChanges } from './CommentChanges';
import { CommentReader } from './CommentReader';
import { CommentService } from './CommentService';
import { MentionedPeople } from './MentionedPeople';

/** Services of comments. */
export interface CommentServices {
  comments: CommentService;
  reader: CommentReader;
  ingestion: CommentIngestion;
  changes: CommentChanges;
  mentioned: MentionedPeople;
}
