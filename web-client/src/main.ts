import { mount } from 'svelte'
import './style/fonts.css'
import './style/tokens.css'
import './style/base.css'
import App from './App.svelte'
import { reader } from './i18n/reader.svelte'
import { Api } from './net/api'
import { openBoard } from './net/open'

document.documentElement.lang = reader.language
const target = document.getElementById('app')
if (target === null) throw new Error('index.html has no #app')
mount(App, { target, props: { house: { api: new Api(), openBoard } } })
