import { documentsByHand, readWritten } from "../by-hand/documents";
import { writeDocuments } from "./write-documents";

writeDocuments(readWritten, documentsByHand);
