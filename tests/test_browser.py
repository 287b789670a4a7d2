"""The pages in a real browser: a search, an article, a claim, its study, a query, and what is taken away."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pages import browsing, built

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
webdriver = pytest.importorskip("selenium.webdriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="chromium or its driver is not installed")

from selenium.webdriver.chrome.webdriver import WebDriver  # noqa: E402 - where there is selenium
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

WIDE, NARROW = (1280, 900), (390, 844)


@contextlib.contextmanager
def browser(downloads: Path, *, scripts: bool = True) -> Iterator[WebDriver]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.add_experimental_option(
        "prefs",
        {
            "download.default_directory": str(downloads),
            "profile.managed_default_content_settings.javascript": 1 if scripts else 2,
        },
    )
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(str(DRIVER)))
    try:
        yield driver
    finally:
        driver.quit()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with browsing(built(tmp_path_factory.mktemp("browser"))) as client:
        yield str(client.base_url)


def narrow(driver: WebDriver, size: tuple[int, int]) -> None:
    width, height = size
    driver.set_window_size(max(width, 600), height + 200)
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def overflow(driver: WebDriver) -> int:
    """By how many pixels the page is wider than the window."""
    return int(driver.execute_script("return document.documentElement.scrollWidth - innerWidth"))


def test_from_a_search_to_a_download(address: str, tmp_path: Path) -> None:
    with browser(tmp_path) as driver:
        narrow(driver, WIDE)
        driver.get(address)
        driver.find_element(By.ID, "words").send_keys("six in ten office workers", Keys.ENTER)
        found = driver.find_elements(By.CSS_SELECTOR, ".findings > li")
        telling = next(item for item in found if "62 percent of office workers" in item.text)
        telling.find_element(By.CSS_SELECTOR, '.by a[href^="/doc/article/"]').click()

        marks = driver.find_elements(By.CSS_SELECTOR, ".text .mark[id]")
        assert len(marks) >= 3
        marks[0].send_keys(Keys.TAB)  # the next mark has the focus, and its card is shown
        active = driver.switch_to.active_element
        assert "mark" in str(active.get_attribute("class"))
        card = driver.find_element(By.CSS_SELECTOR, ".card.shown")
        assert card.get_attribute("data-card") == active.get_attribute("data-claim")
        marks[0].click()
        assert driver.current_url.endswith("#claim-1")
        card = driver.find_element(By.ID, "claim-1")
        assert card.is_displayed()
        assert "of whom" in card.text
        card.find_element(By.LINK_TEXT, "The whole chain").click()

        assert driver.find_element(By.CSS_SELECTOR, ".picture svg .study").is_displayed()
        driver.find_element(By.CSS_SELECTOR, ".way .end a").click()
        assert driver.find_element(By.TAG_NAME, "h1").text == "Remote Shift 2023"
        assert driver.find_element(By.CSS_SELECTOR, ".plot .series").is_displayed()

        driver.find_element(By.LINK_TEXT, "Query").click()
        driver.find_element(By.CSS_SELECTOR, '.examples a[href$="example=studies"]').click()
        driver.find_element(By.ID, "query").send_keys(Keys.CONTROL, Keys.ENTER)
        WebDriverWait(driver, 10).until(lambda d: d.find_elements(By.CSS_SELECTOR, ".outcome td"))
        assert "Remote Shift 2023" in driver.find_element(By.CSS_SELECTOR, ".outcome").text
        driver.find_element(By.LINK_TEXT, "json").click()
        taken = tmp_path / "answer.srj"
        WebDriverWait(driver, 10).until(lambda _: taken.is_file())
        rows = json.loads(taken.read_text("utf-8"))["results"]["bindings"]
        assert "Remote Shift 2023" in {row["study"]["value"] for row in rows}
        assert [entry["message"] for entry in driver.get_log("browser")] == []  # type: ignore[no-untyped-call]


def test_an_article_without_scripts_on_a_telephone(address: str, tmp_path: Path) -> None:
    with browser(tmp_path, scripts=False) as driver:
        narrow(driver, NARROW)
        driver.get(f"{address}/articles?q=split")
        driver.find_element(By.CSS_SELECTOR, "table.list a").click()
        mark = driver.find_element(By.ID, "mark-1")
        mark.click()
        card = driver.find_element(By.ID, "claim-1")
        assert card.value_of_css_property("position") == "fixed"
        assert card.is_displayed()
        card.find_element(By.LINK_TEXT, "Back to the text").click()
        assert card.value_of_css_property("position") != "fixed"


def test_no_page_is_wider_than_its_window(address: str, tmp_path: Path) -> None:
    with browser(tmp_path) as driver:
        driver.get(f"{address}/studies")
        study = driver.find_element(By.CSS_SELECTOR, "table.list a").get_attribute("href")
        driver.get(str(study))
        claim = driver.find_element(By.CSS_SELECTOR, ".line .told a").get_attribute("href")
        article = driver.find_element(By.CSS_SELECTOR, ".line .by a").get_attribute("href")
        pages = ("/", "/search?q=percent", "/articles", "/ask/claims", "/query?example=claims", "/ns")
        for size in (WIDE, NARROW):
            narrow(driver, size)
            for page in (*(f"{address}{page}" for page in pages), study, claim, article):
                driver.get(str(page))
                assert overflow(driver) <= 0, (page, size)
