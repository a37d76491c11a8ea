import { pick } from 'lodash';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import type { HttpAnswer } from '../../engine/answer';
import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { confirmation } from '../answers';
import { call, openTools, TOOLS } from '../api';
import { readBusinessId } from '../fields';
import { toolsRefusal } from '../tools';
import { handOverBody } from './body';
import { defaults } from './properties';

/** Haptik adds keys without notice. */
const taken = z.object({ success: z.literal(true) }).passthrough();

/**
 * Hands the chat of one item's user over to a team.
 * https://docs.haptik.ai/developer-guides/what-are-the-different-apis-that-can-be-used-on-conversation-studio
 *
 * @throws Failure when a field breaks a rule (then nothing was sent), or Haptik refused it
 */
export async function handOver(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const tools = await openTools(context, readRequestOptions(fields, defaults));
	const body = { ...handOverBody(fields, readBusinessId(fields, tools)) };
	const asked = {
		method: 'POST',
		path: `${TOOLS}send_chat_to_agent/`,
		body,
		effect: 'writes',
	} as const;
	const answered = await call(tools, asked, readTaken);
	return { json: { ...answered, ...pick(body, ['user_name', 'team_name']) } };
}

function readTaken(answer: HttpAnswer): IDataObject {
	const failure = toolsRefusal(answer);
	if (failure) throw failure;
	return confirmation(answer, taken, 'handed the chat over', 'lacks "success": true');
}
