import { pick } from 'lodash';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { readRequestOptions } from '../../engine/options';
import { call, openTools, TOOLS } from '../api';
import { defaults } from './properties';
import { transcriptQuery } from './query';
import { readTranscript } from './transcript';

/**
 * Gets what was said in one item's conversation.
 * https://docs.haptik.ai/developer-guides/what-are-the-different-apis-that-can-be-used-on-conversation-studio
 *
 * @throws Failure when a field breaks a rule (then nothing was asked), or Haptik refused it
 */
export async function getTranscript(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const tools = await openTools(context, readRequestOptions(fields, defaults));
	const query = transcriptQuery(fields, tools);
	const asked = {
		method: 'GET',
		path: `${TOOLS}get_chat_history/`,
		qs: { ...query },
		effect: 'reads',
	} as const;
	const transcript = await call(tools, asked, (answer) => readTranscript(answer, query.response_type));
	const whose = pick(query, ['user_name', 'pxut', 'conversation_no', 'business_id']);
	return { json: { ...transcript, ...given(whose) } };
}
