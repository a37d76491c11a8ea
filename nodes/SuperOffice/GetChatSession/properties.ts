import type { INodeProperties } from 'n8n-workflow';

import { simplifyField } from '../../engine/many';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { authenticationField, chatSessionField } from '../fields';

export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: false };

export const properties: INodeProperties[] = [
	authenticationField,
	chatSessionField,
	simplifyField,
	optionsField(defaults),
];
