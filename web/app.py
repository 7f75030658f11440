"""The door for people: `create` makes the whole service, pages and API."""

from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from search_api.app import create_api
from search_api.searching import FILTERS
