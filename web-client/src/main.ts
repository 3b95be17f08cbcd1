import { mount } from 'svelte'
import { getLocale } from './i18n/paraglide/runtime.js'
import App from './App.svelte'

document.documentElement.lang = getLocale()
const target = document.getElementById('app')
if (target === null) throw new Error('index.html has no #app')
mount(App, { target })
