// The threads of `ecr-kms audit` start here: a bundle of its own beside the command line.
import { serveWorker } from "./audit/logs/worker";

serveWorker();
