import { documentTexts } from "../documents";
import { read } from "../topologies";
import { writeDocuments } from "./write-documents";

writeDocuments(read, documentTexts);
