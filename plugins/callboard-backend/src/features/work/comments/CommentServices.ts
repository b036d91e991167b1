import { CommentIngestion } from './ingest/CommentIngestion';
import { CommentReader } from './CommentReader';
import { CommentService } from './CommentService';

/** Everything there is to do with comments. */
export interface CommentServices {
  comments: CommentService;
  reader: CommentReader;
  ingestion: CommentIngestion;
}
