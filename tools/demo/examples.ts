import type { Example } from './example';
import { aiAgentTool } from './examples/aiAgent';
import { callGearNightlyUpload } from './examples/callGear';
import { expertflowSendMedia } from './examples/expertflow';
import { fanOut } from './examples/fanOut';
import { genesysSendFile } from './examples/genesys';
import { haptikWebFormFile } from './examples/haptik';
import { superOfficeChatMessage } from './examples/superOffice';

/** Every example in the order in which they run: a file of its own in `examples` here, and a workflow in `/examples`. */
export const EXAMPLES: Example[] = [
	haptikWebFormFile,
	genesysSendFile,
	superOfficeChatMessage,
	expertflowSendMedia,
	callGearNightlyUpload,
	fanOut,
	aiAgentTool,
];
