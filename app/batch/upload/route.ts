import { uploadContract } from "@/lib/modules/batch/schema/upload-contract";
import { answerUpload } from "@/lib/modules/batch/upload/answer-upload";
import { defineStreamRoute } from "@/lib/server/stream-route";

export const POST = defineStreamRoute(uploadContract, answerUpload);
